using System.Globalization;
using EdgeAgent.Parts;

namespace EdgeAgent.Detection;

/// <summary>What stands in the model of a package.</summary>
internal static class OnnxGraph
{
    /// <summary>How many nodes of an operator the model in a directory has.</summary>
    public static int Count(string op, string directory) => int.Parse(
        Tool.Run(
            "/usr/bin/python3",
            "-c",
            "import onnx, sys; print(sum(n.op_type == sys.argv[1] for n in onnx.load(sys.argv[2]).graph.node))",
            op,
            Path.Combine(directory, "model.onnx")),
        CultureInfo.InvariantCulture);
}
