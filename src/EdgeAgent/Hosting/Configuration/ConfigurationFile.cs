using EdgeAgent.Domain;

namespace EdgeAgent.Hosting.Configuration;

/// <summary>Reads the bytes of a configuration file, and says in one line why it cannot.</summary>
internal static class ConfigurationFile
{
    /// <summary>A full pole has a few kilobytes; what is larger is another file.</summary>
    public const int MaximumBytes = 1_048_576;

    public const string Missing = "config/file-missing";

    public static byte[] Read(string path)
    {
        if (Directory.Exists(path))
        {
            throw Failed("config/file-directory", path, "this is a directory", "give the path of the file in it");
        }

        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read);
            var bytes = new byte[MaximumBytes + 1];
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length <= MaximumBytes
                ? bytes[..length]
                : throw Failed("config/file-too-large", path, $"the file is larger than {MaximumBytes} bytes", "check that this is the configuration");
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Failed(Missing, path, "there is no such file", "create it after the sample configuration, or give another with --config");
        }
        catch (UnauthorizedAccessException)
        {
            throw Failed("config/file-unreadable", path, "permission denied", "let the agent's user read it");
        }
        catch (Exception fault) when (fault is IOException or ArgumentException or NotSupportedException)
        {
            throw Failed("config/file-unreadable", path, fault.Message.ReplaceLineEndings(" "), "check the path and the disk");
        }
    }

    private static ConfigurationException Failed(string code, string path, string message, string remedy) =>
        new([new Problem(code, message, remedy, path)]);
}
