using EdgeAgent.Domain;

namespace EdgeAgent.Appearance.Colors;

/// <summary>
/// What people call a colour: the twelve names as overlapping regions of lightness, chroma and hue, with soft borders.
/// </summary>
/// <remarks>
/// The regions follow the basic colour terms of Berlin and Kay (1969) as they lie in CIELAB (Sturges and Whitfield 1995), with beige between
/// brown, yellow and white. Two things are known of street cameras beyond: what is dark leans to blue, since it mirrors the sky, and so does
/// what is white in the shade, so that cold colours need more chroma to be believed than warm ones; and folds of one garment differ in lightness rather than in hue.
/// </remarks>
internal static class ColorNamer
{
    /// <summary>Adds <paramref name="weight"/>, shared among the names that fit.</summary>
    public static void Name(in Lab color, float weight, ref ColorWeights weights)
    {
        var (lightness, chroma, hue) = (color.Lightness, color.Chroma, color.Hue);
        var cold = Between(hue, 200, 330, 6);
        var warm = Between(hue, 35, 115, 6);
        var least = (cold * (Blend(9, 8, lightness, 35, 50) + Blend(0, 4.5f, lightness, 52, 68))) + (warm * 4.3f) + ((1 - Math.Min(cold + warm, 1)) * 6.3f);

        // What is nearly black has no hue that could be told.
        var chromatic = weight * Above(chroma, least, 1.45f) * Above(lightness, 4.5f, 3);
        NameGrey(lightness, weight - chromatic, ref weights);
        if (chromatic > 0.001f * weight)
        {
            NameHue(lightness, chroma, hue, chromatic, ref weights);
        }
    }

    private static void NameGrey(float lightness, float weight, ref ColorWeights weights)
    {
        var (black, white) = (1 - Above(lightness, 30, 3), Above(lightness, 67, 3));
        weights[NamedColor.Black] += weight * black;
        weights[NamedColor.White] += weight * white;
        weights[NamedColor.Gray] += weight * (1 - black - white);
    }

    private static void NameHue(float lightness, float chroma, float hue, float weight, ref ColorWeights weights)
    {
        var (red, orange, yellow, green) = (Between(hue, 5, 42), Between(hue, 42, 76), Between(hue, 76, 112), Between(hue, 112, 205));
        var (blue, purple, rose) = (Between(hue, 205, 302), Between(hue, 302, 338), Between(hue, 338, 5));
        var share = weight / (red + orange + yellow + green + blue + purple + rose);
        weights[NamedColor.Green] += share * green;
        weights[NamedColor.Blue] += share * blue;

        var pale = Above(lightness, 68, 3);
        weights[NamedColor.Purple] += share * purple * (1 - pale);
        weights[NamedColor.Pink] += share * purple * pale;

        NameRed(lightness, chroma, share * red, ref weights);
        NameRose(lightness, chroma, share * rose, ref weights);
        NameOrange(lightness, chroma, share * orange, ref weights);
        NameYellow(lightness, chroma, hue, share * yellow, ref weights);
    }

    private static void NameRed(float lightness, float chroma, float weight, ref ColorWeights weights)
    {
        var (light, dull) = (Above(lightness, 60, 3), 1 - Above(chroma, 20, 3));
        weights[NamedColor.Pink] += weight * light;
        weights[NamedColor.Brown] += weight * (1 - light) * dull;
        weights[NamedColor.Red] += weight * (1 - light) * (1 - dull);
    }

    private static void NameRose(float lightness, float chroma, float weight, ref ColorWeights weights)
    {
        var (light, vivid) = (Above(lightness, 48, 3), Above(chroma, 30, 4));
        weights[NamedColor.Pink] += weight * light;
        weights[NamedColor.Red] += weight * (1 - light) * vivid;
        weights[NamedColor.Purple] += weight * (1 - light) * (1 - vivid);
    }

    private static void NameOrange(float lightness, float chroma, float weight, ref ColorWeights weights)
    {
        // The darker, the more chroma it takes to be no brown.
        var (vivid, light) = (Above(chroma, 75 - (0.35f * lightness), 4), Above(lightness, 55, 3));
        weights[NamedColor.Orange] += weight * vivid;
        weights[NamedColor.Beige] += weight * (1 - vivid) * light;
        weights[NamedColor.Brown] += weight * (1 - vivid) * (1 - light);
    }

    private static void NameYellow(float lightness, float chroma, float hue, float weight, ref ColorWeights weights)
    {
        var (vivid, dark, light) = (Above(chroma, 34, 4), 1 - Above(lightness, 45, 3), Above(lightness, 42, 3));
        weights[NamedColor.Yellow] += weight * vivid * (1 - dark);
        weights[NamedColor.Beige] += weight * (1 - vivid) * light;

        // Olive and khaki.
        var (rest, greenish) = (weight * ((vivid * dark) + ((1 - vivid) * (1 - light))), Above(hue, 98, 5));
        weights[NamedColor.Green] += rest * greenish;
        weights[NamedColor.Brown] += rest * (1 - greenish);
    }

    /// <summary>0–1: a soft step of about four times <paramref name="width"/>, a half at the border.</summary>
    private static float Above(float value, float border, float width)
    {
        var place = Math.Clamp(0.5f + ((value - border) / (4 * width)), 0, 1);
        return place * place * (3 - (2 * place));
    }

    private static float Blend(float low, float high, float value, float from, float to) =>
        low + ((high - low) * Math.Clamp((value - from) / (to - from), 0, 1));

    /// <summary>Hue within a sector of the circle, clockwise from one border to the other.</summary>
    private static float Between(float hue, float from, float to, float width = 3)
    {
        var span = to >= from ? to - from : to - from + 360;
        var off = Math.Abs(hue - (from + (span / 2)));
        off = off % 360;
        off = off > 180 ? 360 - off : off;
        return Above((span / 2) - off, 0, width);
    }
}
