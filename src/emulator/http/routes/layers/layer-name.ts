import { notFound } from '../../../service-error.js';

/** A name or an ARN without a version. @throws ServiceError for a layer of another region. */
export function layerNameOf(text: string, region: string): string {
  if (!text.startsWith('arn:')) return text;
  const [, , , ownRegion, , , name = ''] = text.split(':');
  if (ownRegion !== region) {
    throw notFound(`Layers from '${ownRegion}' are not reachable in this region ('${region}')`);
  }
  return name;
}
