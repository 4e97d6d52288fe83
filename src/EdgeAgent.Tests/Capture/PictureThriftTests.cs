using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Domain;

namespace EdgeAgent.Capture;

public sealed class PictureThriftTests
{
    private MediaTime _time = MediaTime.FromSeconds(10);

    [Fact]
    public void Pictures_that_none_leans_on_are_left_out_where_the_others_are_enough()
    {
        var thrift = new PictureThrift(wantedPerSecond: 5, hasBFrames: true);
        Decode(thrift, seconds: 4, perSecond: 25);
        Assert.Equal(DecoderSkip.NonReference, thrift.Skip);
        Decode(thrift, seconds: 60, perSecond: 12);
        Assert.Equal(DecoderSkip.NonReference, thrift.Skip);
    }

    [Fact]
    public void Where_too_few_are_left_all_are_decoded_again_and_it_is_not_tried_twice()
    {
        var thrift = new PictureThrift(wantedPerSecond: 5, hasBFrames: true);
        Decode(thrift, seconds: 4, perSecond: 25);
        Decode(thrift, seconds: 4, perSecond: 1);
        Assert.Equal(DecoderSkip.None, thrift.Skip);
        Decode(thrift, seconds: 60, perSecond: 25);
        Assert.Equal(DecoderSkip.None, thrift.Skip);
    }

    [Fact]
    public void A_camera_that_sends_fewer_at_night_has_all_of_them_decoded_then()
    {
        var thrift = new PictureThrift(wantedPerSecond: 5, hasBFrames: true);
        Decode(thrift, seconds: 4, perSecond: 25);
        Decode(thrift, seconds: 60, perSecond: 12);
        Decode(thrift, seconds: 4, perSecond: 3);
        Assert.Equal(DecoderSkip.None, thrift.Skip);
        Decode(thrift, seconds: 60, perSecond: 6);
        Assert.Equal(DecoderSkip.None, thrift.Skip);
    }

    [Fact]
    public void What_an_overloaded_device_passed_over_is_not_taken_for_pictures_that_are_missing()
    {
        var thrift = new PictureThrift(wantedPerSecond: 5, hasBFrames: true);
        Decode(thrift, seconds: 2, perSecond: 2);
        thrift.Interrupt();
        Decode(thrift, seconds: 4, perSecond: 25);
        Assert.Equal(DecoderSkip.NonReference, thrift.Skip);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(5, false)]
    [InlineData(20, true)]
    public void Nothing_is_left_out_where_all_are_wanted_or_every_picture_is_leant_on(double wanted, bool hasBFrames)
    {
        var thrift = new PictureThrift(wanted, hasBFrames);
        Decode(thrift, seconds: 60, perSecond: 25);
        Assert.Equal(DecoderSkip.None, thrift.Skip);
    }

    /// <summary>With a keyframe every second.</summary>
    private void Decode(PictureThrift thrift, int seconds, int perSecond)
    {
        for (var second = 0; second < seconds; second++)
        {
            thrift.Keyframe(_time);
            for (var i = 0; i < perSecond; i++)
            {
                thrift.Count();
            }

            _time += TimeSpan.FromSeconds(1);
        }
    }
}
