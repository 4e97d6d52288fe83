namespace EdgeAgent.Identity;

/// <summary>Where a secret lies that a setting names: a file, or a credential that systemd hands to the unit (systemd.exec(5), LoadCredential=).</summary>
internal static class CredentialFile
{
    public const string Prefix = "credential:";

    private const string Variable = "CREDENTIALS_DIRECTORY";

    /// <summary>A relative path starts at the folder; a credential is left as it is, since only the running unit has it.</summary>
    public static string Anchor(string setting, string folder) => IsCredential(setting) ? setting : Path.GetFullPath(setting, folder);

    /// <summary>The file to read.</summary>
    /// <exception cref="IdentityException">The process was given no credentials, or the name is none.</exception>
    public static string Resolve(string setting)
    {
        if (!IsCredential(setting))
        {
            return setting;
        }

        var name = setting[Prefix.Length..];
        if (name.Length == 0 || name.StartsWith('.') || name.Contains('/', StringComparison.Ordinal))
        {
            throw IdentityException.NoCredential(setting, "a credential's name is one file name");
        }

        return Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder
            ? Path.Combine(folder, name)
            : throw IdentityException.NoCredential(setting, $"systemd has given this process no credentials ({Variable} is not set)");
    }

    private static bool IsCredential(string setting) => setting.StartsWith(Prefix, StringComparison.Ordinal);
}
