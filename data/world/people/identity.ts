/** Made-up identifiers in familiar shapes. None can be a real one. */

/** 11 digits; 12 begins no real mobile number. `serial` below 1e9 gives a number of its own. */
export function phoneText(serial: number, salt: number): string {
  const high = (Math.floor(serial / 4096) * 618_033_989) % 1_000_000_000;
  const scrambled = (high * 4096 + (serial % 4096) * 618_033_989 + salt) % 1_000_000_000;
  return `12${String(scrambled).padStart(9, '0')}`;
}

const plateLetters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** An invented province sign, a letter and five characters; `serial` below 2^25 gives a plate of its own. */
export function plateText(serial: number, salt: number): string {
  let code = (Math.imul(serial, 0x9e3779b1) + salt) & 0x1ffffff;
  let tail = '';
  for (let i = 0; i < 5; i++) {
    tail += plateLetters[code & 31];
    code >>>= 5;
  }
  return `霁${plateLetters[(serial * 7 + 3) % 6]}${tail}`;
}

const checkLetters = '10X98765432';

/** 18 characters: area code, day of birth (`dayOfYear` in [0, 336)), serial, check character over a weighting of its own. */
export function idText(areaCode: string, birthYear: number, dayOfYear: number, serial: number): string {
  const month = 1 + Math.floor(dayOfYear / 28);
  const day = 1 + (dayOfYear % 28);
  const body = `${areaCode}${birthYear}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}${String(serial % 1000).padStart(3, '0')}`;
  let sum = 0;
  for (let i = 0; i < body.length; i++) sum += (body.charCodeAt(i) - 48) * ((i * 5) % 11);
  return body + checkLetters[sum % 11];
}

/** One wrong or swapped digit. */
export function slipDigit(text: string, unit: number): string {
  const where = 2 + Math.floor(unit * (text.length - 3));
  const digit = text.charCodeAt(where) - 48;
  if (unit * 1000 - Math.floor(unit * 1000) < 0.4)
    return text.slice(0, where - 1) + text[where] + text[where - 1] + text.slice(where + 1);
  return text.slice(0, where) + String((digit + 3) % 10) + text.slice(where + 1);
}
