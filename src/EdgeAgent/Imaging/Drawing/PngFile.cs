using SkiaSharp;

namespace EdgeAgent.Imaging.Drawing;

/// <summary>A picture as a PNG that is there once it is whole.</summary>
internal static class PngFile
{
    /// <exception cref="IOException">The file cannot be written; there is none then, or the one from before.</exception>
    public static void Save(SKBitmap bitmap, string path)
    {
        var partial = path + ".partial";
        try
        {
            using (var data = bitmap.Encode(SKEncodedImageFormat.Png, 100))
            using (var file = File.Create(partial))
            {
                data.SaveTo(file);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }
}
