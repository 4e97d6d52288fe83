using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Tracking;

public sealed class TrackerOptionsTests
{
    [Fact]
    public void The_defaults_are_valid()
    {
        Assert.Empty(Validate(new TrackerOptions()));
    }

    [Fact]
    public void Thresholds_out_of_order_are_named_with_their_values()
    {
        Assert.Equal(
            ["lowScore 0.7 is above highScore 0.6", "newTrackScore 0.4 is below highScore 0.6"],
            Validate(new TrackerOptions { LowScore = 0.7f, NewTrackScore = 0.4f }));
    }

    private static List<string?> Validate(TrackerOptions options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return results.ConvertAll(result => result.ErrorMessage);
    }
}
