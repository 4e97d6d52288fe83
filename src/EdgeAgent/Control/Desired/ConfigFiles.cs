using System.Text.Json;
using EdgeAgent.Messaging;
using EdgeAgent.Recording.Disk;

namespace EdgeAgent.Control.Desired;

/// <summary>The files of the center's part of the configuration; each is replaced whole and on the medium, or not at all.</summary>
/// <param name="dataDirectory">Of the agent.</param>
internal sealed class ConfigFiles(string dataDirectory)
{
    private readonly string _folder = Path.Combine(dataDirectory, "config");

    private string Remote => Path.Combine(_folder, "remote.json");

    private string Previous => Path.Combine(_folder, "previous.json");

    private string Record => Path.Combine(_folder, "desired.json");

    /// <summary>What is in force; null for none.</summary>
    public byte[]? ReadRemote() => Read(Remote);

    /// <summary>What was in force before; null for none.</summary>
    public byte[]? ReadPrevious() => Read(Previous);

    public ConfigRecord ReadRecord()
    {
        try
        {
            return Read(Record) is { } bytes ? JsonSerializer.Deserialize<ConfigRecord>(bytes, MessageJson.Options) ?? new() : new();
        }
        catch (JsonException)
        {
            return new();
        }
    }

    /// <exception cref="IOException">The disk refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The disk refuses.</exception>
    public void WriteRemote(byte[]? settings) => Write(Remote, settings);

    /// <exception cref="IOException">The disk refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The disk refuses.</exception>
    public void WritePrevious(byte[]? settings) => Write(Previous, settings);

    /// <exception cref="IOException">The disk refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The disk refuses.</exception>
    public void WriteRecord(ConfigRecord record) => Write(Record, JsonSerializer.SerializeToUtf8Bytes(record, MessageJson.Options));

    private static void Write(string path, byte[]? bytes)
    {
        if (bytes is null)
        {
            SystemDisk.Instance.Delete(path);
        }
        else
        {
            SystemDisk.Instance.Replace(path, bytes);
        }
    }

    private static byte[]? Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
