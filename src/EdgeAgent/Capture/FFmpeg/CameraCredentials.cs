using EdgeAgent.Domain;

namespace EdgeAgent.Capture.FFmpeg;

/// <summary>User and password of a camera. It has no text form, so that none reaches a log.</summary>
internal sealed class CameraCredentials(string user, string password)
{
    public string User { get; } = user;

    public string Password { get; } = password;

    /// <summary>Reads <c>user:password</c> from the first line of a file.</summary>
    /// <exception cref="ProblemException"><c>camera/credentials</c></exception>
    public static CameraCredentials Read(string path)
    {
        string? line;
        try
        {
            line = File.ReadLines(path).FirstOrDefault();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(
                new Problem(
                    "camera/credentials",
                    $"the credentials file cannot be read: {fault.Message}",
                    "make the file, readable by the agent's user only, with one line user:password",
                    path),
                fault);
        }

        var colon = line?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        return colon > 0
            ? new CameraCredentials(line![..colon], line[(colon + 1)..].TrimEnd())
            : throw new ProblemException(new Problem(
                "camera/credentials", "the credentials file has no line user:password", "write one line user:password into it", path));
    }
}
