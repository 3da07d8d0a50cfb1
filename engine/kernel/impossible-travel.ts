/** Journeys faster than anybody travels. Coordinates in degrees, times in seconds. */
export interface TravelLimits {
  readonly kmhMax: number;
  /** Places closer than this prove nothing: a coordinate names a district, not a door. */
  readonly kmMin: number;
  /** Clocks of two places may differ by this much. */
  readonly clockSeconds: number;
}

const earthRadiusKm = 6371.0088;

/** Great-circle distance in km (haversine; Sinnott 1984). */
export function distanceKm(lat1: number, lon1: number, lat2: number, lon2: number): number {
  const radians = Math.PI / 180;
  const sinLat = Math.sin(((lat2 - lat1) * radians) / 2);
  const sinLon = Math.sin(((lon2 - lon1) * radians) / 2);
  const half = sinLat * sinLat + Math.cos(lat1 * radians) * Math.cos(lat2 * radians) * sinLon * sinLon;
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(half)));
}

/** True where the distance cannot be covered in the time, clock differences allowed for. */
export function isImpossible(km: number, seconds: number, limits: TravelLimits): boolean {
  return km >= limits.kmMin && km > (limits.kmhMax * (Math.abs(seconds) + limits.clockSeconds)) / 3600;
}
