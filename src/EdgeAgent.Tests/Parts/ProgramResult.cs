namespace EdgeAgent.Parts;

/// <summary>How a program ended, and what it said.</summary>
internal sealed record ProgramResult(int ExitCode, IReadOnlyList<string> Output, IReadOnlyList<string> Errors)
{
    /// <summary>The one line of an error, with nothing else beside it.</summary>
    public string SingleError()
    {
        Assert.True(Errors.Count == 1, $"wanted one line, got:\n{string.Join('\n', Errors)}");
        return Errors[0];
    }
}
