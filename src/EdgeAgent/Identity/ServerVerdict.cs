namespace EdgeAgent.Identity;

/// <summary>What is to be thought of a server's certificate.</summary>
internal enum ServerVerdict
{
    Good,
    UnknownAuthority,
    Expired,
    WrongName,
}
