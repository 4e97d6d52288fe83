// Runs MoveNet in TensorFlow.js and its conversion in ONNX Runtime on the same pictures, and prints the largest differences.
// Usage, in a folder with node_modules of @tensorflow/tfjs-core, -converter, -backend-cpu 4.22.0 and onnxruntime-node:
//   node movenet_against_tfjs.js movenet-lightning.json model-pose/model.onnx PICTURE.rgb...   (192 × 192 × 3 bytes each)
const fs = require('fs');
const path = require('path');
const { createRequire } = require('module');

const local = createRequire(path.join(process.cwd(), 'index.js'));
const tf = local('@tensorflow/tfjs-core');
local('@tensorflow/tfjs-backend-cpu');
const { loadGraphModel } = local('@tensorflow/tfjs-converter');
const ort = local('onnxruntime-node');

const SIDE = 192;
const PIXELS = SIDE * SIDE;
const SCALE = 0.007843017578125;
const CALL = 'StatefulPartitionedCall/';
const HEADS = {
  heatmaps: `${CALL}Sigmoid`,
  centers: `${CALL}Sigmoid_1`,
  regressions: `${CALL}kpt_regress_0/conv2d_6/BiasAdd`,
  offsets: `${CALL}kpt_offset_0/conv2d_7/BiasAdd`,
};

async function main([topology, onnx, ...pictures]) {
  if (pictures.length === 0) {
    console.error('usage: node movenet_against_tfjs.js movenet-lightning.json model-pose/model.onnx PICTURE.rgb...');
    process.exit(2);
  }
  await tf.setBackend('cpu');
  const { modelTopology, weightsManifest, signature, format } = JSON.parse(fs.readFileSync(topology));
  const weights = new Uint8Array(fs.readFileSync(topology.replace(/json$/, 'bin'))).buffer;
  const weightSpecs = weightsManifest.flatMap((group) => group.weights);
  const model = await loadGraphModel(tf.io.fromMemory({ modelTopology, weightSpecs, weightData: weights, signature, format }));
  const session = await ort.InferenceSession.create(onnx);
  for (const picture of pictures) {
    const bytes = fs.readFileSync(picture);
    const expected = model.execute({ input: tf.tensor4d(Int32Array.from(bytes), [1, SIDE, SIDE, 3], 'int32') }, Object.values(HEADS));
    const planes = Float32Array.from({ length: 3 * PIXELS }, (_, i) => bytes[3 * (i % PIXELS) + Math.floor(i / PIXELS)] * SCALE - 1);
    const found = await session.run({ input: new ort.Tensor('float32', planes, [1, 3, SIDE, SIDE]) });
    Object.keys(HEADS).forEach((head, at) => {
      const [, depth, cells] = found[head].dims;
      const values = expected[at].dataSync();
      let difference = 0;
      let largest = 0;
      values.forEach((value, i) => {
        difference = Math.max(difference, Math.abs(value - found[head].data[(i % depth) * cells + Math.floor(i / depth)]));
        largest = Math.max(largest, Math.abs(value));
      });
      console.log(`${path.basename(picture)} ${head}: differs by ${difference.toExponential(1)} of ${largest.toFixed(2)}`);
    });
  }
}

main(process.argv.slice(2)).catch((error) => {
  console.error(`movenet_against_tfjs: ${error.message}`);
  process.exit(1);
});
