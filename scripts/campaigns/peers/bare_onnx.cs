#!/usr/bin/env dotnet
// ONNX Runtime alone, with the options of Detection/OnnxModel.cs: what a model costs without an agent around it.
// dotnet run scripts/campaigns/peers/bare_onnx.cs -- .artifacts/model/model.onnx 500     (with ORT_DISABLE_TELEMETRY=1)

#:package Microsoft.ML.OnnxRuntime
// Its version is the agent's, from Directory.Packages.props. No lock file beside this one, and no ahead-of-time compiler:
#:property RestorePackagesWithLockFile=false
#:property RestoreLockedMode=false
#:property PublishAot=false
#:property AssemblyName=BareOnnx
// As the agent:
#:property ConcurrentGarbageCollection=false

using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.ML.OnnxRuntime;

const int WarmUp = 20;

if (args is not [var path, var runsText] || !int.TryParse(runsText, CultureInfo.InvariantCulture, out var runs) || runs < 1)
{
    Console.Error.WriteLine("usage: bare_onnx MODEL.onnx RUNS");
    return 2;
}

using var options = new SessionOptions
{
    IntraOpNumThreads = 1,
    InterOpNumThreads = 1,
    ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
    GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
    LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
};
options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
using var session = new InferenceSession(path, options);
using var runOptions = new RunOptions();
var (inputName, metadata) = session.InputMetadata.Single();
var shape = Array.ConvertAll(metadata.Dimensions, side => (long)side);
var pixels = new float[shape.Aggregate(1L, (product, side) => product * side)];
var random = new Random(1);
for (var i = 0; i < pixels.Length; i++)
{
    pixels[i] = 255 * random.NextSingle();
}

using var input = OrtValue.CreateTensorValueFromMemory(pixels, shape);
var inputs = new Dictionary<string, OrtValue> { [inputName] = input };
var milliseconds = new double[runs];
for (var i = -WarmUp; i < runs; i++)
{
    var started = Stopwatch.GetTimestamp();
    using var outputs = session.Run(runOptions, inputs, session.OutputNames);
    milliseconds[Math.Max(i, 0)] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
}

Array.Sort(milliseconds);
Console.WriteLine(new JsonObject
{
    ["version"] = $"ONNX Runtime {OrtEnv.Instance().GetVersionString()}",
    ["runs"] = runs,
    ["medianMilliseconds"] = Math.Round(milliseconds[runs / 2], 4),
}.ToJsonString());
return 0;
