namespace EdgeAgent.Capture.FFmpeg.Bindings;

/// <summary>Error codes of libavutil/error.h: a negative errno, or a negative tag of four characters.</summary>
internal static class AVError
{
    public const int NotFound = -2; // ENOENT
    public const int InputOutput = -5; // EIO
    public const int Again = -11; // EAGAIN
    public const int NoMemory = -12; // ENOMEM
    public const int AccessDenied = -13; // EACCES
    public const int IsDirectory = -21; // EISDIR
    public const int FileTooLarge = -27; // EFBIG
    public const int NoSpace = -28; // ENOSPC
    public const int ReadOnly = -30; // EROFS
    public const int NetworkUnreachable = -101; // ENETUNREACH
    public const int TimedOut = -110; // ETIMEDOUT
    public const int ConnectionRefused = -111; // ECONNREFUSED
    public const int HostDown = -112; // EHOSTDOWN
    public const int HostUnreachable = -113; // EHOSTUNREACH
    public const int QuotaExceeded = -122; // EDQUOT

    public const int EndOfFile = -('E' | ('O' << 8) | ('F' << 16) | (' ' << 24));
    public const int InvalidData = -('I' | ('N' << 8) | ('D' << 16) | ('A' << 24));
    public const int HttpUnauthorized = -(0xF8 | ('4' << 8) | ('0' << 16) | ('1' << 24));
    public const int HttpForbidden = -(0xF8 | ('4' << 8) | ('0' << 16) | ('3' << 24));
    public const int HttpNotFound = -(0xF8 | ('4' << 8) | ('0' << 16) | ('4' << 24));
    public const int HttpOtherClientError = -(0xF8 | ('4' << 8) | ('X' << 16) | ('X' << 24));
}
