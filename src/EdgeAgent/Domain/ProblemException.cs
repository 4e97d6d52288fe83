namespace EdgeAgent.Domain;

/// <summary>The root of the fault families, one per boundary (FFmpeg, ONNX, MQTT, SQLite, configuration). Its message is one line for a person.</summary>
internal class ProblemException(Problem problem, Exception? innerException = null)
    : Exception(problem.ToString(), innerException)
{
    public Problem Problem { get; } = problem;
}
