using EdgeAgent.Domain;

namespace EdgeAgent.Capture;

public sealed class PicturePatienceTests
{
    private readonly PicturePatience _patience = new();

    [Fact]
    public void A_keyframe_is_waited_for_30_s() => Assert.Equal(31, Wait(from: 10, keyframeEvery: 60) - 10);

    [Fact]
    public void After_a_keyframe_a_picture_is_waited_for_5_s() => Assert.Equal(6, Wait(from: 60, keyframeEvery: 60) - 60);

    [Fact]
    public void Keyframes_that_follow_give_no_more_time() => Assert.Equal(6, Wait(from: 60, keyframeEvery: 2) - 60);

    [Fact]
    public void A_picture_begins_it_anew()
    {
        _patience.Wait(MediaTime.FromSeconds(0), isKeyframe: true);
        _patience.Restart(MediaTime.FromSeconds(20));
        Assert.Equal(51, Wait(from: 21, keyframeEvery: 60));
    }

    /// <returns>The second of the packet at which it was over.</returns>
    private int Wait(int from, int keyframeEvery)
    {
        var second = from;
        for (; !_patience.IsOver(MediaTime.FromSeconds(second)); second++)
        {
            _patience.Wait(MediaTime.FromSeconds(second), second % keyframeEvery == 0);
        }

        return second;
    }
}
