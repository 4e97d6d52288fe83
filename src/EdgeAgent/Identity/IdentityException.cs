using EdgeAgent.Domain;

namespace EdgeAgent.Identity;

/// <summary>A key, certificate or list of trusted keys that cannot be used.</summary>
internal sealed class IdentityException(Problem problem, Exception? innerException = null) : ProblemException(problem, innerException)
{
    public static IdentityException Unreadable(string path, Exception cause) => new(
        new Problem("identity/unreadable", cause.Message, "name a file that the agent's user can read", path), cause);

    public static IdentityException Unwritable(string path, Exception cause) => new(
        new Problem("identity/unwritable", cause.Message, "check that the directory exists and that the agent's user may write to it", path), cause);

    public static IdentityException NotAKey(string path, Exception cause) => new(
        new Problem("identity/not-a-key", $"it holds no P-256 private key in PEM: {cause.Message}", "make one with `edgeagent keys create`", path), cause);

    public static IdentityException NotAKeySet(string path, string reason) => new(
        new Problem("identity/not-a-key-set", $"it is no JSON Web Key Set of P-256 keys: {reason}", "make it with `edgeagent keys trust`", path));

    public static IdentityException NotACertificate(string path, string reason) => new(
        new Problem("identity/not-a-certificate", $"it holds no certificate in PEM: {reason}", "name the PEM file of the certificate", path));

    public static IdentityException KeyDoesNotFit(string path, string certificate, Exception cause) => new(
        new Problem(
            "identity/key-does-not-fit",
            $"it holds no private key of the certificate in {certificate}: {cause.Message}",
            "put key and certificate there that were made for each other",
            path),
        cause);

    public static IdentityException WrongName(string path, string common, string expected) => new(
        new Problem(
            "identity/wrong-name",
            $"the certificate is that of '{common}', and this pole is '{expected}'",
            "put this pole's own certificate there, or set the pole's name to the certificate's common name",
            path));

    public static IdentityException NoCredential(string setting, string reason) => new(
        new Problem("identity/credential-missing", reason, "name it in a drop-in of the unit with LoadCredential=NAME:FILE", setting));
}
