namespace EdgeAgent.Cli.Eval;

/// <summary>How far an evaluation is: one line on a terminal, once a second.</summary>
internal sealed class EvaluationProgress(TextWriter error, TimeProvider time)
{
    private readonly bool _isTerminal = !Console.IsErrorRedirected;
    private long _reported = time.GetTimestamp();
    private int _width;

    public void Report(string text)
    {
        if (_isTerminal && time.GetElapsedTime(_reported) >= TimeSpan.FromSeconds(1))
        {
            _reported = time.GetTimestamp();
            Write(text);
        }
    }

    /// <summary>Takes the line away.</summary>
    public void Finish()
    {
        if (_width > 0)
        {
            Write("");
            error.Write('\r');
            _width = 0;
        }
    }

    private void Write(string text)
    {
        error.Write($"\r{text.PadRight(_width)}");
        _width = text.Length;
    }
}
