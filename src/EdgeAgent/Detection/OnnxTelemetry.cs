using System.Runtime.InteropServices;

namespace EdgeAgent.Detection;

/// <summary>Keeps ONNX Runtime, which sends telemetry by default from 1.29 on, from doing so.</summary>
internal static partial class OnnxTelemetry
{
    private const string Variable = "ORT_DISABLE_TELEMETRY";

    /// <summary>Must run before the native library is loaded, which reads the variable once.</summary>
    public static void Disable()
    {
        // .NET keeps a copy of the environment: the first call is for child processes, the second for getenv in this one.
        Environment.SetEnvironmentVariable(Variable, "1");
        if (SetEnv(Variable, "1", 1) != 0)
        {
            throw new InvalidOperationException($"setenv({Variable}) failed with errno {Marshal.GetLastPInvokeError()}");
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetEnv(string name, string value, int overwrite);
}
