namespace EdgeAgent.Detection;
internal static class OnnxTelemetry { public static void Disable() { } }
