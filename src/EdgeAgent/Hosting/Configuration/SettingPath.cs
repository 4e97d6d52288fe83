namespace EdgeAgent.Hosting.Configuration;

/// <summary>The name of a setting as people read it: <c>cameras[0].rules[1].minimumSeconds</c>.</summary>
internal static class SettingPath
{
    public static string Member(string parent, string name) => parent.Length == 0 ? Printable(name) : $"{parent}.{Printable(name)}";

    public static string Item(string parent, int index) => $"{parent}[{index}]";

    /// <summary>Every node of a tree with its path, the root's being empty.</summary>
    public static IEnumerable<(string Path, Setting Setting)> Walk(Setting setting, string path = "") =>
        setting.Members.SelectMany(member => Walk(member.Value, Member(path, member.Key)))
            .Concat(setting.Items.SelectMany((item, index) => Walk(item, Item(path, index))))
            .Prepend((path, setting));

    /// <summary>A name that somebody wrote into a file must not write into a terminal.</summary>
    private static string Printable(string name)
    {
        var clean = string.Concat(name.Select(character => char.IsControl(character) ? '?' : character));
        return clean.Length <= 64 ? clean : $"{clean[..61]}...";
    }
}
