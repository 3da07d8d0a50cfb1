import type { Rng } from '../rng.ts';

/** Invented place names: characters that real counties and cities rarely or never carry together. */
const first = [...'霁槿黛砾绛珩蘅湫翊煦岫邈漪珣葳昶旻昱翎曦墨砚缇绮霖璟黎箐'];
const second = [...'川岭渡浦坪溪泽陵原埠沱屿'];
const hotelWords = ['云来', '金穗', '如归', '边城', '锦途', '望江', '悦宿', '竹韵', '驿路', '晨光', '南门', '兴隆'];
const hotelKinds = ['宾馆', '酒店', '旅馆', '客栈', '公寓'];

/** `count` different town names. */
export function townNames(count: number, rng: Rng): readonly string[] {
  const all = first.flatMap((a) => second.map((b) => a + b));
  return rng.shuffle(all).slice(0, count);
}

export function hotelName(town: string, rng: Rng): string {
  return `${town}${rng.pick(hotelWords)}${rng.pick(hotelKinds)}`;
}
