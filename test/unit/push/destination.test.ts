import { describe, expect, it } from 'vitest';
import { checkAddress, checkUrl, strictRules } from '../../../engine/push/index.ts';

const open = { ...strictRules, plainHttp: true };

describe('where events may go', () => {
  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://127.1:8080/hook',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[0:0:0:0:0:ffff:0a00:0001]/',
    'http://[64:ff9b::a00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[fe80::1]/',
    'http://[fd00::1]/',
    'http://[ff02::1]/',
    'http://[4000::1]/',
    'http://10.1.2.3/',
    'http://172.16.0.1/',
    'http://192.168.1.1/',
    'http://169.254.169.254/latest/meta-data',
    'http://100.64.0.1/',
    'http://0.0.0.0/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://192.0.2.1/',
  ])('refuses %s', (url) => {
    expect(() => checkUrl(url, open)).toThrow('may not be sent');
  });

  it.each([
    'ftp://example.org/',
    'file:///etc/passwd',
    'https://user:word@example.org/',
    'https://example.org/#a',
    'hook',
    'http://example.org/',
  ])('refuses %s by its shape', (url) => {
    expect(() => checkUrl(url, strictRules)).toThrow('may not be sent');
  });

  it.each(['https://example.org/hook', 'https://93.184.216.34/', 'https://[2606:2800:220:1::1]:8443/a'])(
    'takes %s',
    (url) => {
      expect(checkUrl(url, strictRules).protocol).toBe('https:');
    },
  );

  it('lets an allowed network through, and nothing beside it', () => {
    const inside = { ...strictRules, networks: ['10.20.0.0/16', 'fd12::/16'] };
    expect(() => checkAddress('10.20.3.4', inside)).not.toThrow();
    expect(() => checkAddress('::ffff:10.20.3.4', inside)).not.toThrow();
    expect(() => checkAddress('fd12::5', inside)).not.toThrow();
    for (const outside of ['10.21.0.1', 'fd13::1', '127.0.0.1', 'not an address'])
      expect(() => checkAddress(outside, inside)).toThrow('may not be sent');
  });

  it('keeps to the list of hosts when there is one', () => {
    const listed = { ...strictRules, hosts: ['hook.example.org', '.unit.example'] };
    for (const url of ['https://hook.example.org/', 'https://HOOK.example.org./', 'https://a.unit.example/'])
      expect(() => checkUrl(url, listed)).not.toThrow();
    for (const url of [
      'https://example.org/',
      'https://unit.example/',
      'https://evilunit.example/',
      'https://93.184.216.34/',
    ])
      expect(() => checkUrl(url, listed)).toThrow('not on the list');
  });
});
