namespace EdgeAgent.Domain;

/// <summary>Something that a person must mend.</summary>
/// <param name="Code">Stable and documented, such as <c>camera/unauthorized</c>.</param>
/// <param name="Message">What is wrong, with the value that is wrong, in one line.</param>
/// <param name="Remedy">What to do, in one line.</param>
/// <param name="Path">The setting or file that it is about.</param>
internal sealed record Problem(string Code, string Message, string Remedy, string? Path = null)
{
    /// <summary>What a fault says about itself; one that nobody foresaw is <c>agent/unexpected</c>.</summary>
    public static Problem From(Exception fault) => fault is ProblemException known
        ? known.Problem
        : new Problem("agent/unexpected", $"{fault.GetType().Name}: {fault.Message}", "report it with the log");

    public override string ToString() =>
        Path is null ? $"{Code}: {Message} ({Remedy})" : $"{Code}: {Path}: {Message} ({Remedy})";
}
