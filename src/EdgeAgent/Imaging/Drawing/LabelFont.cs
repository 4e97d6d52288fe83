using System.Text;
using SkiaSharp;

namespace EdgeAgent.Imaging.Drawing;

/// <summary>Letters of one size. What the first typeface lacks, Korean, is taken from a second one.</summary>
internal sealed class LabelFont(float pixels, bool bold = true) : IDisposable
{
    // Its size does not matter: it is asked for its letters.
    private static readonly LabelFont Letters = new(12);

    private readonly SKFont _latin = Make(bold ? Typefaces.Bold : Typefaces.Regular, pixels);
    private readonly SKFont _korean = Make(Typefaces.Korean ?? Typefaces.Bold, pixels);

    /// <summary>False where the device has no font at all.</summary>
    public static bool IsThere => Typefaces.Bold is not null;

    public float Size => _latin.Size;

    /// <summary>The first text that there are all letters for, the last where there is none: better an id than empty boxes.</summary>
    public static string Writable(params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            if (IsThere && Letters.Runs(text).All(run => run.Font.ContainsGlyphs(run.Text)))
            {
                return text;
            }
        }

        return texts[^1];
    }

    public float Measure(string text) => IsThere ? Runs(text).Sum(run => run.Font.MeasureText(run.Text)) : 0;

    public void Draw(SKCanvas canvas, string text, float left, float baseline, SKPaint paint)
    {
        foreach (var (run, font) in IsThere ? Runs(text) : [])
        {
            canvas.DrawText(run, left, baseline, SKTextAlign.Left, font, paint);
            left += font.MeasureText(run);
        }
    }

    public void Dispose()
    {
        _latin.Dispose();
        _korean.Dispose();
    }

    private static SKFont Make(SKTypeface? typeface, float pixels) => new(typeface, pixels) { Edging = SKFontEdging.Antialias };

    private List<(string Text, SKFont Font)> Runs(string text)
    {
        if (Ascii.IsValid(text))
        {
            return [(text, _latin)];
        }

        List<(string Text, SKFont Font)> runs = [];
        foreach (var letter in text.EnumerateRunes().Select(rune => rune.ToString()))
        {
            var font = _latin.ContainsGlyphs(letter) ? _latin : _korean;
            if (runs is [.., var last] && last.Font == font)
            {
                runs[^1] = (last.Text + letter, font);
            }
            else
            {
                runs.Add((letter, font));
            }
        }

        return runs;
    }
}
