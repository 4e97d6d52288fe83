namespace EdgeAgent.Imaging.Drawing;

/// <summary>One event at the top of a picture.</summary>
/// <param name="Text">All of it.</param>
/// <param name="Short">For a small picture.</param>
/// <param name="Open">It goes on.</param>
internal readonly record struct BannerLine(string Text, string Short, bool Open)
{
    public static BannerLine More(int count) => new($"+{count} more", $"+{count}", Open: true);
}
