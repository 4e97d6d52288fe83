namespace EdgeAgent.Capture.Discovery;

/// <summary>What a camera says of itself to a search: <c>onvif://www.onvif.org/name/Gate</c> and the like (ONVIF Core, scope parameters).</summary>
internal sealed record CameraScopes(string? Name, string? Hardware, string? Location)
{
    private const string Prefix = "onvif://www.onvif.org/";
    private const int Most = 64;

    public static CameraScopes Parse(string? scopes)
    {
        var known = (scopes ?? "")
            .Split((char[]?)null, Most, StringSplitOptions.RemoveEmptyEntries)
            .Where(scope => scope.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            .Select(scope => scope[Prefix.Length..].Split('/', 2))
            .Where(parts => parts.Length == 2)
            .ToLookup(parts => parts[0].ToUpperInvariant(), parts => Uri.UnescapeDataString(parts[1]));

        // A place often comes in pieces: location/country/korea location/city/seoul.
        return new CameraScopes(
            CameraText.Clean(known["NAME"].FirstOrDefault()),
            CameraText.Clean(known["HARDWARE"].FirstOrDefault()),
            CameraText.Clean(string.Join(", ", known["LOCATION"].Select(place => place.Split('/')[^1]).Where(place => place.Length > 0))));
    }
}
