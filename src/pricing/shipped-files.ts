import afSouth1From202609 from './books/af-south-1-2026-09.json' with { type: 'json' };
import apEast1From202609 from './books/ap-east-1-2026-09.json' with { type: 'json' };
import apNortheast1From202609 from './books/ap-northeast-1-2026-09.json' with { type: 'json' };
import apNortheast2From202609 from './books/ap-northeast-2-2026-09.json' with { type: 'json' };
import apNortheast3From202609 from './books/ap-northeast-3-2026-09.json' with { type: 'json' };
import apSouth1From202609 from './books/ap-south-1-2026-09.json' with { type: 'json' };
import apSoutheast1From202609 from './books/ap-southeast-1-2026-09.json' with { type: 'json' };
import apSoutheast2From202609 from './books/ap-southeast-2-2026-09.json' with { type: 'json' };
import apSoutheast4From202609 from './books/ap-southeast-4-2026-09.json' with { type: 'json' };
import apSoutheast5From202609 from './books/ap-southeast-5-2026-09.json' with { type: 'json' };
import caCentral1From202609 from './books/ca-central-1-2026-09.json' with { type: 'json' };
import euCentral1From202609 from './books/eu-central-1-2026-09.json' with { type: 'json' };
import euCentral2From202609 from './books/eu-central-2-2026-09.json' with { type: 'json' };
import euNorth1From202609 from './books/eu-north-1-2026-09.json' with { type: 'json' };
import euSouth1From202609 from './books/eu-south-1-2026-09.json' with { type: 'json' };
import euWest1From202609 from './books/eu-west-1-2026-09.json' with { type: 'json' };
import euWest2From202609 from './books/eu-west-2-2026-09.json' with { type: 'json' };
import euWest3From202609 from './books/eu-west-3-2026-09.json' with { type: 'json' };
import saEast1From202609 from './books/sa-east-1-2026-09.json' with { type: 'json' };
import usEast1From201411 from './books/us-east-1-2014-11.json' with { type: 'json' };
import usEast1From201912 from './books/us-east-1-2019-12.json' with { type: 'json' };
import usEast1From202012 from './books/us-east-1-2020-12.json' with { type: 'json' };
import usEast1From202109 from './books/us-east-1-2021-09.json' with { type: 'json' };
import usEast1From202208 from './books/us-east-1-2022-08.json' with { type: 'json' };
import usEast1From202304 from './books/us-east-1-2023-04.json' with { type: 'json' };
import usEast1From202411 from './books/us-east-1-2024-11.json' with { type: 'json' };
import usEast1From202505 from './books/us-east-1-2025-05.json' with { type: 'json' };
import usEast1From202511 from './books/us-east-1-2025-11.json' with { type: 'json' };
import usEast1From202609 from './books/us-east-1-2026-09.json' with { type: 'json' };
import usEast2From202609 from './books/us-east-2-2026-09.json' with { type: 'json' };
import usWest1From202609 from './books/us-west-1-2026-09.json' with { type: 'json' };
import usWest2From202609 from './books/us-west-2-2026-09.json' with { type: 'json' };

/** Every book that ships with Kelvin, as it stands in its file. A new file is added here, and a test holds that it is. */
export const SHIPPED_FILES = [
  afSouth1From202609,
  apEast1From202609,
  apNortheast1From202609,
  apNortheast2From202609,
  apNortheast3From202609,
  apSouth1From202609,
  apSoutheast1From202609,
  apSoutheast2From202609,
  apSoutheast4From202609,
  apSoutheast5From202609,
  caCentral1From202609,
  euCentral1From202609,
  euCentral2From202609,
  euNorth1From202609,
  euSouth1From202609,
  euWest1From202609,
  euWest2From202609,
  euWest3From202609,
  saEast1From202609,
  usEast1From201411,
  usEast1From201912,
  usEast1From202012,
  usEast1From202109,
  usEast1From202208,
  usEast1From202304,
  usEast1From202411,
  usEast1From202505,
  usEast1From202511,
  usEast1From202609,
  usEast2From202609,
  usWest1From202609,
  usWest2From202609,
] as const;
