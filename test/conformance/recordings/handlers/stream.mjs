export const handler = awslambda.streamifyResponse(async (_event, stream) => {
  stream.setContentType('text/plain');
  stream.write('Hello, ');
  stream.write('world!');
  stream.end();
});
