using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace EdgeAgent.Parts;

/// <summary>
/// A model that sees one thing in every picture: a NanoDet of 2×2 cells whose outputs are constants, written as ONNX by hand.
/// The thing's box is the same whatever the size of the input.
/// </summary>
internal static class ConstantModel
{
    private const int Cells = 4;
    private const int Bins = 2;

    public static string Write(string directory, int side, string[] labels, string seen, float score)
    {
        var scores = new float[Cells * labels.Length];
        scores[Array.IndexOf(labels, seen)] = score;
        var model = Model(side, scores, new float[Cells * 4 * Bins]);
        Directory.CreateDirectory(directory);
        File.WriteAllBytes(Path.Combine(directory, "model.onnx"), model);
        File.WriteAllText(Path.Combine(directory, "manifest.json"), JsonSerializer.Serialize(new
        {
            name = $"constant-{side}",
            version = "1.0.0",
            family = "nanodet",
            file = "model.onnx",
            sha256 = Convert.ToHexStringLower(SHA256.HashData(model)),
            sizeBytes = model.Length,
            input = new
            {
                name = "input",
                width = side,
                height = side,
                colorOrder = "bgr",
                mean = new[] { 0, 0, 0 },
                std = new[] { 1, 1, 1 },
                letterbox = new { anchor = "top-left", fill = new[] { 0, 0, 0 } },
            },
            outputs = new { strides = new[] { side / 2 }, scores = new[] { "scores" }, boxes = new[] { "boxes" }, binsPerSide = Bins, cellCenter = 0.5 },
            thresholds = new { score = 0.35, lowScore = 0.2, iou = 0.6 },
            labels,
        }));
        return directory;
    }

    // Field numbers of onnx.proto (ONNX IR 8): ModelProto, then GraphProto.
    private static byte[] Model(int side, float[] scores, float[] boxes) =>
    [
        .. Number(1, 8),
        .. Message(8, Number(2, 13)),
        .. Message(
            7,
            [
                .. Identity("scores"), .. Identity("boxes"),
                .. Text(2, "constant"),
                .. Tensor("scores", scores, Cells), .. Tensor("boxes", boxes, Cells),
                .. Message(11, Value("input", 1, 3, side, side)),
                .. Message(12, Value("scores", 1, Cells, scores.Length / Cells)), .. Message(12, Value("boxes", 1, Cells, boxes.Length / Cells)),
            ]),
    ];

    private static byte[] Identity(string output) => Message(1, [.. Text(1, output + "_value"), .. Text(2, output), .. Text(4, "Identity")]);

    private static byte[] Tensor(string output, float[] values, int rows) => Message(
        5,
        [
            .. Number(1, 1), .. Number(1, rows), .. Number(1, values.Length / rows), .. Number(2, 1), .. Text(8, output + "_value"),
            .. Message(9, System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()).ToArray()),
        ]);

    private static byte[] Value(string name, params int[] dimensions) =>
    [
        .. Text(1, name),
        .. Message(2, Message(1, [.. Number(1, 1), .. Message(2, [.. dimensions.SelectMany(length => Message(1, Number(1, length)))])])),
    ];

    private static byte[] Text(int field, string text) => Message(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Message(int field, byte[] content) => [.. Varint((field << 3) | 2), .. Varint(content.Length), .. content];

    private static byte[] Number(int field, int value) => [.. Varint(field << 3), .. Varint(value)];

    private static IEnumerable<byte> Varint(int value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            yield return (byte)(value | 0x80);
        }

        yield return (byte)value;
    }
}
