using System.Security.Cryptography;
using System.Text;
using EdgeAgent.Domain;
using EdgeAgent.Outbox;
using MQTTnet;
using MQTTnet.Protocol;

namespace EdgeAgent.Messaging;

/// <summary>Blocks of a clip's file as MQTT messages: their bytes, encrypted where the center gave a key, and the hash of what is sent as a user property.</summary>
internal static class ClipBlocks
{
    private static readonly TimeSpan Expiry = TimeSpan.FromHours(1);

    /// <returns>Null where the file is lost or cut short: it will never be whole again.</returns>
    /// <exception cref="IOException">It cannot be read at present.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static MqttApplicationMessage? Read(Topics topics, Guid clip, ClipPartTransfer part, int block)
    {
        var offset = (long)block * BlockMap.BlockSizeBytes;
        var bytes = new byte[Math.Min(BlockMap.BlockSizeBytes, part.SizeBytes - offset)];
        try
        {
            using var file = File.OpenHandle(part.Path);
            if (RandomAccess.Read(file, bytes, offset) != bytes.Length)
            {
                return null;
            }
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        if (part.ContentKey is { } key)
        {
            bytes = BlockCipher.Encrypt(bytes, key, clip, part.Index, block, part.Blocks.Count);
        }

        return new MqttApplicationMessageBuilder()
            .WithTopic(topics.ClipBlock(clip, part.Index, block))
            .WithPayload(bytes)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .WithMessageExpiryInterval((uint)Expiry.TotalSeconds)
            .WithUserProperty("sha256", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(bytes))))
            .Build();
    }
}
