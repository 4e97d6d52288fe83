using System.Runtime.InteropServices;

namespace EdgeAgent.Detection;

public sealed partial class OnnxTelemetryTests
{
    private const string Variable = "ORT_DISABLE_TELEMETRY";

    [Fact]
    public void Native_code_and_child_processes_see_that_telemetry_is_off()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        Assert.Equal(0, UnsetEnv(Variable));
        Assert.Null(NativeValue());

        OnnxTelemetry.Disable();

        Assert.Equal("1", NativeValue());
        Assert.Equal("1", Environment.GetEnvironmentVariable(Variable));
    }

    private static string? NativeValue() => Marshal.PtrToStringUTF8(GetEnv(Variable));

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint GetEnv(string name);

    [LibraryImport("libc", EntryPoint = "unsetenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int UnsetEnv(string name);
}
