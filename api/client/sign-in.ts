import { type Client, type ClientOptions, createClient } from './client.ts';

/** So many seconds before its end a token is asked for anew. */
const renewSeconds = 60;

/**
 * A machine: its name and secret become tokens of a quarter of an hour (OAuth 2 client credentials), renewed in time.
 * @throws ApiProblem sign_in_needed at the first call, when name and secret do not fit together
 */
export function createMachineClient(url: string, id: string, secret: string, options: ClientOptions = {}): Client {
  const door = createClient(url, options);
  let token: Promise<string> | undefined;
  let endsMs = 0;
  const fresh = async (): Promise<string> => {
    // Whoever asks meanwhile waits for the same token.
    endsMs = Number.POSITIVE_INFINITY;
    const body = { grant_type: 'client_credentials', client_id: id, client_secret: secret } as const;
    const { data } = await door.getToken({ body });
    endsMs = performance.now() + (data.expires_in - renewSeconds) * 1000;
    return data.access_token;
  };
  const headers = async () => {
    if (token === undefined || performance.now() >= endsMs) token = fresh();
    try {
      return { authorization: `Bearer ${await token}` };
    } catch (error) {
      token = undefined;
      throw error;
    }
  };
  return createClient(url, { ...options, headers });
}

/** A person, by account and password; the session ends with `signOut`, or by itself. @throws ApiProblem sign_in_refused */
export async function signIn(
  url: string,
  account: string,
  password: string,
  options: ClientOptions = {},
): Promise<Client> {
  const { origin } = new URL(url);
  const door = createClient(url, { ...options, headers: () => ({ origin }) });
  const { headers } = await door.signIn({ body: { account, password } });
  const [cookie = ''] = (headers.get('set-cookie') ?? '').split(';', 1);
  return createClient(url, { ...options, headers: () => ({ origin, cookie }) });
}
