using System.Text;
using System.Xml.Linq;
using EdgeAgent.Capture.Discovery;
using EdgeAgent.Parts;

namespace EdgeAgent.Capture.Ptz;

public sealed class PtzRepliesTests
{
    [Fact]
    public void A_status_is_read()
    {
        var ptz = new OnvifPtz();
        ptz.Turn(-0.5, 0.125, 1, isMoving: true);
        Assert.Equal(new PtzReading(new PtzPosition(-0.5, 0.125, 1), IsMoving: true), PtzReplies.ReadStatus(Body(ptz.Status)));
    }

    [Theory]
    [InlineData("<GetStatusResponse/>")]
    [InlineData("<GetStatusResponse><PTZStatus/></GetStatusResponse>")]
    [InlineData("<GetStatusResponse><PTZStatus><Position/></PTZStatus></GetStatusResponse>")]
    [InlineData("<GetStatusResponse><PTZStatus><Position><PanTilt x='NaN' y='Infinity'/></Position></PTZStatus></GetStatusResponse>")]
    [InlineData("<GetStatusResponse><PTZStatus><Position><PanTilt x='a' y=''/><Zoom/></Position></PTZStatus></GetStatusResponse>")]
    [InlineData("<GetStatusResponse><PTZStatus><Position><PanTilt x='1e999' y='-1e999'/></Position></PTZStatus></GetStatusResponse>")]
    public void A_status_without_a_place_is_none(string body) => Assert.Null(PtzReplies.ReadStatus(Body(body)));

    [Fact]
    public void Presets_are_read_with_and_without_their_places()
    {
        Assert.Equal(
            [new PtzPreset("1", "Gate", new PtzPosition(0.25, -0.5, 0)), new PtzPreset("2", "Car park", new PtzPosition(-0.75, -0.25, 0.5))],
            PtzReplies.ReadPresets(Body(new OnvifPtz().Presets)));
        Assert.All(PtzReplies.ReadPresets(Body(new OnvifPtz { HidesPresets = true }.Presets)), preset => Assert.Null(preset.Position));
    }

    [Fact]
    public void Presets_beyond_reason_are_left_out()
    {
        var body = new StringBuilder("<GetPresetsResponse><Preset/><Preset token=''/>");
        for (var i = 0; i < 5000; i++)
        {
            body.Append(null, $"<Preset token='{i}'><Name>{new string('x', 100)}</Name></Preset>");
        }

        var presets = PtzReplies.ReadPresets(Body(body.Append("</GetPresetsResponse>").ToString()));
        Assert.InRange(presets.Count, 1, 1024);
        Assert.All(presets, preset => Assert.InRange(preset.Name!.Length, 1, 80));
    }

    [Theory]
    [InlineData(0.25, -0.5, 0.0, true)]
    [InlineData(0.2599, -0.4901, 0.0099, true)]
    [InlineData(0.27, -0.5, 0.0, false)]
    [InlineData(0.25, -0.48, 0.0, false)]
    [InlineData(0.25, -0.5, 0.02, false)]
    public void Home_is_near_on_every_axis(double pan, double tilt, double zoom, bool isNear) =>
        Assert.Equal(isNear, new PtzPosition(0.25, -0.5, 0).IsNear(new PtzPosition(pan, tilt, zoom), 0.01));

    private static XElement Body(string xml) =>
        UntrustedXml.Parse(Encoding.UTF8.GetBytes(OnvifReplies.Envelope(xml))).Child("Body")!.Elements().First();
}
