import type { Profile } from './profile.ts';
import type { Kind } from './types.ts';

/** What a column holds, or why it cannot be compared. */
export type Guess = { readonly kind: Kind } | { readonly ignored: string };

/** Words of column names in several languages; the first that fits wins, if the values allow it. */
const names: readonly (readonly [RegExp, Kind])[] = [
  [/e.?mail|邮箱|電子郵件|correo/, 'email'],
  [/phone|mobile|telefon|telephone|^tel|_tel|cell|fax|手机|电话|電話|móvil|movil/, 'phone'],
  [/birth|dob|born|geburt|naissance|nacimiento|nascita|出生|生日|bday/, 'date'],
  [/date|datum|fecha|日期/, 'date'],
  [/plate|车牌|車牌|licen[cs]e|registration/, 'identifier'],
  [/post.?code|postal|zip|plz|^cp$|code.?post|邮编|邮政/, 'postcode'],
  [/pinyin|拼音/, 'full_name'],
  [
    /^first$|given|first.?n|fore.?name|^f.?name|fname|vorname|pr[ée]nom|nombre$|nome$|christian|名字$|^名$|middle/,
    'given_name',
  ],
  [/^last$|sur.?name|last.?n|family|^l.?name|lname|nachname|apellido|cognome|^nom$|姓氏|^姓$|maiden/, 'surname'],
  [/house.?n|street.?n|str_?nr|house.?nr|hausn|^number$|building.?n|门牌|numero/, 'house_number'],
  [/street|road|address|addr|strasse|straße|^rue|calle|adresse|direcci|地址|住址|街/, 'street'],
  [
    /city|town|suburb|village|place|locality|ort$|stadt|ville|ciudad|county|district|municipal|城市|市$|县|区$/,
    'place',
  ],
  [
    /state|province|region|country|land$|gender|sex|性别|省|geschlecht|sexo|nationality|race|ethnic|title$|marital/,
    'category',
  ],
  [
    /ssn|soc.?sec|social|nino|passport|national|_id$|^id|idno|id.?n|身份证|证件|dni|account|member|customer|nhs|imsi|imei|护照/,
    'identifier',
  ],
  [/name|姓名|nom|名称/, 'full_name'],
];

/** Kind of a column from its name and its values; a name that the values contradict is not believed. */
export function guessKind(profile: Profile): Guess {
  if (profile.filled === 0) return { ignored: 'empty' };
  if (profile.distinct === 1 && profile.filled > 10) return { ignored: 'the same value everywhere' };
  const label = profile.column.toLowerCase().trim();
  for (const [pattern, kind] of names) {
    if (!pattern.test(label)) continue;
    const believed = believe(kind, profile);
    if (believed) return { kind: believed };
  }
  return byContent(profile);
}

/** The kind that the name says, changed or dropped where the values say otherwise. */
function believe(kind: Kind, profile: Profile): Kind | undefined {
  switch (kind) {
    case 'email':
      return profile.email > 0.5 ? 'email' : undefined;
    case 'phone':
      return profile.phone + profile.digits > 0.5 ? 'phone' : undefined;
    case 'date':
      return profile.date > 0.6 ? 'date' : profile.digits > 0.8 ? 'number' : undefined;
    case 'given_name':
    case 'surname':
      if (profile.han > 0.5) return 'han_name';
      return profile.letters > 0.6 ? (profile.meanWords > 1.8 ? 'full_name' : kind) : undefined;
    case 'full_name':
      if (profile.han > 0.5) return 'han_name';
      return profile.letters > 0.6 ? (profile.meanWords < 1.15 ? 'surname' : kind) : undefined;
    case 'house_number':
      return profile.digits > 0.6 && profile.meanLength < 6 ? kind : undefined;
    case 'postcode':
      return profile.digits + profile.code > 0.6 || profile.meanLength < 9 ? kind : undefined;
    case 'street':
      return profile.digits > 0.8 ? 'house_number' : kind;
    case 'place':
      return profile.digits > 0.5 ? 'category' : profile.letters > 0.5 ? kind : undefined;
    case 'category':
      return profile.distinct <= Math.max(60, profile.records / 20) ? kind : undefined;
    case 'identifier':
      return profile.meanWords < 1.5 ? kind : undefined;
    default:
      return kind;
  }
}

/** Kind from the values alone, for columns whose name says nothing. */
function byContent(profile: Profile): Guess {
  const { distinct, filled } = profile;
  if (profile.email > 0.6) return { kind: 'email' };
  if (profile.date > 0.8 && (profile.meanLength > 7.5 || profile.digits < 0.2)) return { kind: 'date' };
  if (profile.han > 0.6 && profile.meanLength >= 1.8 && profile.meanLength <= 4.2) return { kind: 'han_name' };
  if (distinct <= 30 && distinct < filled / 10) return { kind: 'category' };
  if (profile.phone > 0.8 && profile.meanLength >= 8 && profile.digits < 0.5) return { kind: 'phone' };
  if (profile.digits > 0.8 && profile.meanLength >= 6) return { kind: 'identifier' };
  if (profile.numeric > 0.9) return { kind: 'number' };
  if (profile.code > 0.7) return { kind: 'identifier' };
  return { kind: 'text' };
}
