let counter = -1;

exports.handler = async () => {
  counter += 1;
  return { counter };
};
