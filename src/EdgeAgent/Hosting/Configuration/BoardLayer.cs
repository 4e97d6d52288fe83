using System.Text.Json;
using System.Text.RegularExpressions;
using EdgeAgent.Domain;

namespace EdgeAgent.Hosting.Configuration;

/// <summary>The defaults that a board's profile, <c>boards/{board}.json</c>, puts below the settings of a pole.</summary>
internal static class BoardLayer
{
    /// <summary>Where the profiles lie beside the program.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "boards");

    /// <summary>Null where no board is named, it has no defaults, or there is a problem.</summary>
    public static Setting? Read(Setting agent, string folder, List<Problem> problems)
    {
        if (agent["board"] is not { Kind: JsonValueKind.String, Text: var board } || !Regex.IsMatch(board, Identifier.Pattern))
        {
            // None, or the shape check says what is wrong with it.
            return null;
        }

        var path = Path.Combine(folder, $"{board}.json");
        if (!File.Exists(path))
        {
            IEnumerable<string> profiles = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.json") : [];
            var known = profiles.Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal);
            problems.Add(new Problem("config/board-unknown", $"\"{board}\" has no profile", $"give one of {string.Join(", ", known)}", "board"));
            return null;
        }

        return SettingReader.Read(ConfigurationFile.Read(path), path, problems)?["defaults"];
    }
}
