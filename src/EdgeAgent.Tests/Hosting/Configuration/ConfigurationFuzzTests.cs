namespace EdgeAgent.Hosting.Configuration;

public sealed class ConfigurationFuzzTests : IDisposable
{
    private static readonly string[] Tokens =
        ["null", "true", "-1", "1e999", "\"\"", "\"\\ud800\"", "{}", "[]", "[[]]", "\"a\u0001\"", "99999999999999999999", "0.5", ",", "}", "/*", "\"id\":\"id\",", "\u0085", "\"type\":3,"];

    private readonly ConfigurationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Whatever_happens_to_the_file_it_loads_or_its_problems_are_reported()
    {
        var sample = File.ReadAllBytes(ConfigurationFolder.SampleFile);
        _folder.WriteBoard("generic-amd64", """{ "defaults": { "model": { "threads": 2 } } }""");
        var random = new Random(20260117);
        var (loaded, refused) = (0, 0);
        for (var round = 0; round < 500; round++)
        {
            var mutant = Mutate(sample, random);
            try
            {
                _folder.Load(mutant);
                loaded++;
            }
            catch (ConfigurationException fault)
            {
                Assert.NotEmpty(fault.Problems);
                Assert.All(fault.Problems, problem => Assert.DoesNotContain(problem.ToString(), char.IsControl));
                refused++;
            }
        }

        // Both ways were taken often enough to mean something.
        Assert.True(loaded > 25 && refused > 250, $"{loaded} loaded, {refused} refused");
    }

    [Fact]
    public void Whatever_happens_to_the_remote_part_the_pole_starts()
    {
        var remote = """{"broker":{"host":"b","port":1},"model":{"scoreThreshold":0.5},"cameras":[{"id":"gate","zones":[],"rules":[]}]}"""u8.ToArray();
        var random = new Random(7);
        _folder.WriteRemote("{}");
        for (var round = 0; round < 500; round++)
        {
            File.WriteAllBytes(_folder.RemoteFile, Mutate(remote, random));

            Assert.Equal("p-001", _folder.Load().Options.Pole);
        }
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = original.ToList();
        for (var times = random.Next(1, 4); times > 0 && bytes.Count > 0; times--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, System.Text.Encoding.UTF8.GetBytes(Tokens[random.Next(Tokens.Length)]));
                    break;
                case 3:
                    SwapValue(bytes, at, random);
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 80), bytes.Count - at)));
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>The value after the next colon becomes one of another type: the JSON mostly stays well-formed.</summary>
    private static void SwapValue(List<byte> bytes, int at, Random random)
    {
        var start = bytes.IndexOf((byte)':', at);
        var end = start < 0 ? -1 : bytes.FindIndex(start, value => value is (byte)',' or (byte)'\n' or (byte)'}');
        if (end > start + 1)
        {
            bytes.RemoveRange(start + 1, end - start - 1);
            bytes.InsertRange(start + 1, System.Text.Encoding.UTF8.GetBytes(Tokens[random.Next(12)]));
        }
    }
}
