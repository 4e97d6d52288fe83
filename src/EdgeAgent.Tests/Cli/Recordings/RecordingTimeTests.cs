namespace EdgeAgent.Cli.Recordings;

public sealed class RecordingTimeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 9, 30, 0, TimeSpan.Zero);

    private static readonly TimeZoneInfo Korea = TimeZoneInfo.CreateCustomTimeZone("korea", TimeSpan.FromHours(9), "korea", "korea");

    [Theory]
    [InlineData("2026-11-26 18:00", "2026-11-26T09:00:00Z")]
    [InlineData("2026-11-26T18:00:30", "2026-11-26T09:00:30Z")]
    [InlineData("2026-11-26 18:00:30.25", "2026-11-26T09:00:30.25Z")]
    [InlineData("2026-11-26", "2026-11-25T15:00:00Z")]
    [InlineData("18:00", "2026-11-26T09:00:00Z")]
    [InlineData("2026-11-26T18:00:00Z", "2026-11-26T18:00:00Z")]
    [InlineData("2026-11-26T18:00:00+02:00", "2026-11-26T16:00:00Z")]
    [InlineData("2026-11-26 18:00:00+09:00", "2026-11-26T09:00:00Z")]
    [InlineData("2026-11-26T18:00:00.125+09:00", "2026-11-26T09:00:00.125Z")]
    [InlineData("-10m", "2026-11-26T09:20:00Z")]
    [InlineData("-1h30m", "2026-11-26T08:00:00Z")]
    [InlineData("-2d", "2026-11-24T09:30:00Z")]
    [InlineData("now", "2026-11-26T09:30:00Z")]
    public void A_time_is_taken_as_people_type_it(string text, string utc)
    {
        Assert.True(RecordingTime.TryParse(text, Now, Korea, out var time));
        Assert.Equal(DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture), time);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("yesterday")]
    [InlineData("-10")]
    [InlineData("10m")]
    [InlineData("26.11.2026 18:00")]
    [InlineData("2026-13-26 18:00")]
    [InlineData("-999999999d")]
    public void Anything_else_is_refused(string text) => Assert.False(RecordingTime.TryParse(text, Now, Korea, out _));
}
