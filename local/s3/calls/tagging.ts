import { type Answer, xmlAnswer } from '../answer.ts';
import { taggingXml, tagsInXml } from '../tags.ts';
import { type Call, requestedObject, versionHeader } from './call.ts';
import { receiveDocument } from './receive.ts';

export function getObjectTagging(call: Call): Answer {
  const object = requestedObject(call);
  return xmlAnswer(taggingXml(object.description.tags), versionHeader(call.bucket, object.versionId));
}

export async function putObjectTagging(call: Call): Promise<Answer> {
  const tags = tagsInXml(await receiveDocument(call));
  // Looked up after the body has come, so that nothing lies between reading and writing.
  const object = requestedObject(call);
  call.host.store.objects.retag(call.bucket.name, object, tags);
  return { status: 200, headers: versionHeader(call.bucket, object.versionId) };
}

export function deleteObjectTagging(call: Call): Answer {
  const object = requestedObject(call);
  call.host.store.objects.retag(call.bucket.name, object, []);
  return { status: 204, headers: versionHeader(call.bucket, object.versionId) };
}
