using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EdgeAgent.Messaging;

/// <summary>
/// Blocks of a part that only the center can read: AES-256-GCM (NIST SP 800-38D). The content key belongs to one part, so that the block's index is a
/// nonce that never comes twice; what a block belongs to is authenticated with it, so that none can stand in another's place.
/// </summary>
internal static class BlockCipher
{
    public const int KeyBytes = 32;

    /// <summary>By which a block grows.</summary>
    public const int TagBytes = 16;

    private const int NonceBytes = 12;

    /// <returns>The encrypted block, and its tag behind it.</returns>
    public static byte[] Encrypt(ReadOnlySpan<byte> plain, byte[] key, Guid clip, int part, int block, int blocks)
    {
        var sealedBlock = new byte[plain.Length + TagBytes];
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(
            Nonce(block), plain, sealedBlock.AsSpan(0, plain.Length), sealedBlock.AsSpan(plain.Length), Belonging(clip, part, block, blocks));
        return sealedBlock;
    }

    /// <returns>Null where it is not what the holder of the key encrypted as this block.</returns>
    public static byte[]? Decrypt(ReadOnlySpan<byte> sealedBlock, byte[] key, Guid clip, int part, int block, int blocks)
    {
        if (sealedBlock.Length < TagBytes)
        {
            return null;
        }

        var plain = new byte[sealedBlock.Length - TagBytes];
        using var cipher = new AesGcm(key, TagBytes);
        try
        {
            cipher.Decrypt(Nonce(block), sealedBlock[..plain.Length], sealedBlock[plain.Length..], plain, Belonging(clip, part, block, blocks));
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] Nonce(int block)
    {
        var nonce = new byte[NonceBytes];
        BinaryPrimitives.WriteInt32BigEndian(nonce.AsSpan(NonceBytes - sizeof(int)), block);
        return nonce;
    }

    private static byte[] Belonging(Guid clip, int part, int block, int blocks) => Encoding.UTF8.GetBytes($"{clip}/{part}/{block}/{blocks}");
}
