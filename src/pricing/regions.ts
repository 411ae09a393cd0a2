/**
 * Where AWS's regions lie, as latitude and longitude in whole degrees: near enough to say which one is next. The place
 * is the city or state of the region's name (AWS Global Infrastructure, 2026). Regions without a price book are here
 * too, as it is for them that the nearest ones are named.
 */
export const REGION_PLACES: Readonly<Record<string, readonly [latitude: number, longitude: number]>> = {
  'af-south-1': [-34, 18],
  'ap-east-1': [22, 114],
  'ap-east-2': [25, 122],
  'ap-northeast-1': [36, 140],
  'ap-northeast-2': [38, 127],
  'ap-northeast-3': [35, 136],
  'ap-south-1': [19, 73],
  'ap-south-2': [17, 78],
  'ap-southeast-1': [1, 104],
  'ap-southeast-2': [-34, 151],
  'ap-southeast-3': [-6, 107],
  'ap-southeast-4': [-38, 145],
  'ap-southeast-5': [3, 102],
  'ap-southeast-6': [-37, 175],
  'ap-southeast-7': [14, 101],
  'ca-central-1': [46, -74],
  'ca-west-1': [51, -114],
  'cn-north-1': [40, 116],
  'cn-northwest-1': [38, 105],
  'eu-central-1': [50, 9],
  'eu-central-2': [47, 9],
  'eu-north-1': [59, 18],
  'eu-south-1': [45, 9],
  'eu-south-2': [42, -1],
  'eu-west-1': [53, -6],
  'eu-west-2': [52, 0],
  'eu-west-3': [49, 2],
  'il-central-1': [32, 35],
  'me-central-1': [24, 54],
  'me-south-1': [26, 51],
  'mx-central-1': [21, -100],
  'sa-east-1': [-24, -47],
  'us-east-1': [39, -77],
  'us-east-2': [40, -83],
  'us-gov-east-1': [40, -83],
  'us-gov-west-1': [46, -120],
  'us-west-1': [37, -122],
  'us-west-2': [46, -120],
};

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** The angle between two places seen from the middle of the earth: the haversine formula, without the earth's radius. */
function angleBetween(a: readonly [number, number], b: readonly [number, number]): number {
  const [latitude, longitude] = [radians(b[0] - a[0]), radians(b[1] - a[1])];
  const chord =
    Math.sin(latitude / 2) ** 2 + Math.cos(radians(a[0])) * Math.cos(radians(b[0])) * Math.sin(longitude / 2) ** 2;
  return 2 * Math.asin(Math.sqrt(chord));
}

/** The nearest of some regions by great circle, nearest first; none when the region's place is not known. */
export function nearestRegions(region: string, among: readonly string[], count = 3): string[] {
  const from = REGION_PLACES[region];
  if (from === undefined) return [];
  return among
    .flatMap((other) => {
      const to = REGION_PLACES[other];
      return to === undefined ? [] : [{ other, angle: angleBetween(from, to) }];
    })
    .sort((a, b) => a.angle - b.angle || a.other.localeCompare(b.other))
    .slice(0, count)
    .map(({ other }) => other);
}
