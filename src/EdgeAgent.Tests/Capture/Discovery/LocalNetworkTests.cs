using System.Net;
using EdgeAgent.Domain;

namespace EdgeAgent.Capture.Discovery;

public sealed class LocalNetworkTests
{
    private static readonly IPAddress Camera = IPAddress.Parse("192.0.2.10");
    private static readonly LocalNetwork Network = new([new LocalAddress("eth0", IPAddress.Parse("192.0.2.2"), 24), new LocalAddress("wlan0", IPAddress.Parse("198.51.100.2"), 28)]);

    [Theory]
    [InlineData("http://192.0.2.10/onvif/device_service", "http://192.0.2.10/onvif/device_service")]
    [InlineData("http://192.0.2.11:8080/x", "http://192.0.2.11:8080/x")]
    [InlineData("https://198.51.100.14/x", "https://198.51.100.14/x")]
    [InlineData("http://198.51.100.16/x", "http://192.0.2.10/x")]
    [InlineData("http://203.0.113.1:81/x", "http://192.0.2.10:81/x")]
    [InlineData("http://0.0.0.0/x", "http://192.0.2.10/x")]
    [InlineData("http://127.0.0.1:631/x", "http://192.0.2.10:631/x")]
    [InlineData("http://2130706433/x", "http://192.0.2.10/x")]
    [InlineData("http://192.0.2.2/x", "http://192.0.2.10/x")]
    [InlineData("http://camera.local/x", "http://192.0.2.10/x")]
    [InlineData("http://[fe80::1]/x", "http://192.0.2.10/x")]
    [InlineData("http://user:secret@192.0.2.10/x#y", "http://192.0.2.10/x")]
    [InlineData("file:///etc/passwd", null)]
    [InlineData("rtsp://192.0.2.10/x", null)]
    [InlineData("http://", null)]
    [InlineData("nonsense", null)]
    public void A_named_address_is_the_camera_or_a_neighbour(string named, string? asked)
    {
        Assert.Equal(asked, Network.Admit(named, Camera, "http", "https")?.AbsoluteUri);
    }

    [Fact]
    public void An_interface_that_is_not_there_is_said_with_those_that_are()
    {
        var problem = Assert.Throws<ProblemException>(() => LocalNetwork.Find("eth99")).Problem;

        Assert.Equal("network/no-interface", problem.Code);
        Assert.Contains("lo", problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Loopback_is_searched_only_where_it_is_named()
    {
        Assert.Equal(IPAddress.Loopback, Assert.Single(LocalNetwork.Find("lo").Addresses).Address);
        Assert.DoesNotContain(Addresses(), address => address.Interface == "lo");
    }

    // A machine without a network is one on which nothing but loopback is found.
    private static IReadOnlyList<LocalAddress> Addresses()
    {
        try
        {
            return LocalNetwork.Find(only: null).Addresses;
        }
        catch (ProblemException)
        {
            return [];
        }
    }
}
