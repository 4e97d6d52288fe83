using EdgeAgent.Cli;
using EdgeAgent.Detection;

// Before anything can load ONNX Runtime.
OnnxTelemetry.Disable();
return await CommandLine.RunAsync(args, Console.Out, Console.Error);
