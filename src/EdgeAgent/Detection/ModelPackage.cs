using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using EdgeAgent.Domain;

namespace EdgeAgent.Detection;

/// <summary>A directory with <c>manifest.json</c> and the ONNX file that it describes, checked by its hash.</summary>
internal sealed record ModelPackage(ModelManifest Manifest, string ModelPath)
{
    public const string ManifestName = "manifest.json";

    private const string SetUpRemedy = "name a folder with manifest.json and its ONNX file in model.directory or --model; scripts/setup.sh makes one in .artifacts/model";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        AllowOutOfOrderMetadataProperties = true,
    };

    /// <exception cref="ModelException">Something is missing, damaged or not a manifest.</exception>
    public static ModelPackage Read(string directory)
    {
        var manifestPath = Path.Combine(directory, ManifestName);
        var manifest = ReadManifest(manifestPath);
        if (ManifestCheck.FindProblem(manifest) is { } wrong)
        {
            throw Invalid(manifestPath, wrong);
        }

        var modelPath = Path.Combine(directory, manifest.File);
        var (hash, sizeBytes) = Read(modelPath, Hash);
        if (!hash.Equals(manifest.Sha256, StringComparison.OrdinalIgnoreCase))
        {
            throw new ModelException(new Problem(
                "model/corrupt",
                $"SHA-256 is {hash[..12]}… over {sizeBytes} bytes, the manifest says {manifest.Sha256[..12]}… over {manifest.SizeBytes}",
                "copy the model package again",
                modelPath));
        }

        return new ModelPackage(manifest, modelPath);
    }

    private static ModelManifest ReadManifest(string path)
    {
        try
        {
            var root = JsonNode.Parse(Read(path, File.ReadAllBytes)) as JsonObject ?? throw new JsonException("it is not an object");
            CopyFamilyToOutputs(root, path);
            return root.Deserialize<ModelManifest>(Json)!;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            throw Invalid(path, e.Message.ReplaceLineEndings(" "), e);
        }
    }

    /// <summary>The family decides what the outputs are: their type is read from it.</summary>
    private static void CopyFamilyToOutputs(JsonObject root, string path)
    {
        if (root["family"] is not JsonValue value || value.GetValueKind() != JsonValueKind.String || root["outputs"] is not JsonObject outputs)
        {
            throw new JsonException("family must be a name, outputs an object");
        }

        var family = value.GetValue<string>();
        ModelFamily.ThrowIfUnknown(family, path);
        outputs[ModelOutputs.FamilyProperty] = family;
    }

    private static ModelException Invalid(string path, string wrong, Exception? inner = null) =>
        new(new Problem("model/manifest-invalid", wrong, "copy the model package again", path), inner);

    // Not read whole: on a small board a large model would be in memory twice.
    private static (string Sha256, long SizeBytes) Hash(string path)
    {
        using var file = File.OpenRead(path);
        return (Convert.ToHexStringLower(SHA256.HashData(file)), file.Length);
    }

    private static T Read<T>(string path, Func<string, T> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ModelException(new Problem("model/missing", "there is no such file", SetUpRemedy, path), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(new Problem("model/unreadable", e.Message, SetUpRemedy, path), e);
        }
    }
}
