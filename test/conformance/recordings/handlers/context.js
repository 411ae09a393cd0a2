exports.handler = (_event, context, callback) => {
  console.log('Node.js Lambda handler executing.');
  callback(null, { context });
};
