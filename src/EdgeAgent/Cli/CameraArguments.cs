using System.CommandLine;
using EdgeAgent.Capture;

namespace EdgeAgent.Cli;

/// <summary>Which camera a verb looks at.</summary>
internal sealed class CameraArguments
{
    private readonly Argument<string> _url = new("URL") { Description = "rtsp://HOST[:PORT]/PATH, or a video file." };
    private readonly Option<string?> _credentials = new("--credentials") { Description = "File that holds user:password on its first line.", HelpName = "FILE" };

    public void AddTo(Command verb)
    {
        verb.Add(_url);
        verb.Add(_credentials);
    }

    public CaptureOptions Read(ParseResult parsed) => new()
    {
        Url = parsed.GetValue(_url)!,
        CredentialsFile = parsed.GetValue(_credentials),
    };
}
