using EdgeAgent.Capture;
using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Cli.Analysis;
using EdgeAgent.Detection.Poses;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;
using EdgeAgent.Parts;
using EdgeAgent.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Detection.Regions;

/// <summary>
/// A measurement, not a test: which persons are found with so many regions a frame, against what another model (YOLOX-nano) sees when it
/// looks at the whole picture in tiles of full resolution.
/// </summary>
public sealed class RegionGain(ITestOutputHelper output) : IDisposable
{
    private const float Shown = 0.35f;

    // A sight has a bit for each look.
    private const int Tiles = 31;

    private static readonly int[] Counts = [0, 1, 2, 4];

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory(Explicit = true)]
    [InlineData("town-centre.mp4", 5)]
    [InlineData("abandoned-bag.mp4", 1)]
    [InlineData("one-by-one-person-detection.mp4", 0.25)]
    [InlineData("night-infrared.mp4", 2)]
    [InlineData("park.mp4", 2)]
    public async Task Persons_found(string video, double rate)
    {
        Tool.Run(
            "/usr/bin/python3",
            Path.Combine(Checkout.Root, "scripts", "model", "yolox_package.py"), Recordings.Model("yolox_nano.onnx"), "--out", _directory["package"]);
        using var reference = OnnxModel.Load(new ModelOptions { Directory = _directory["package"] });
        using var model = OnnxModel.Load(new ModelOptions { Directory = Checkout.Model });
        var path = video == "park.mp4" ? Path.Combine(Checkout.Root, ".artifacts", "scene", video) : Recordings.Video(video);
        using var sink = new Looks(model, reference, rate);
        await new VideoSource(new CaptureOptions { Url = path }, new FileMediaClock(default), NullLogger<VideoSource>.Instance)
            .RunAsync(sink, TestContext.Current.CancellationToken);

        output.WriteLine($"{video}, {sink.Frames} frames at {rate} a second, {(double)sink.Truth / sink.Frames:0.00} persons a frame by the reference");
        foreach (var run in sink.Runs)
        {
            output.WriteLine(string.Join(
                " | ",
                $"| {run.Count}",
                $"{(double)run.Found / sink.Frames:0.00}",
                $"{100.0 * run.Right / sink.Truth:0.0} %",
                $"{(run.SmallTruth == 0 ? 0 : 100.0 * run.SmallRight / run.SmallTruth):0.0} %",
                $"{(double)run.Wrong / sink.Frames:0.00}",
                $"{run.Doubles}",
                $"{run.Pieces}",
                $"{run.Tracks.Count}",
                $"{(run.Tracks.Count == 0 ? 0 : run.Tracks.Values.Average()):0.0}",
                $"{(double)run.Regions / sink.Frames:0.0} |"));
        }
    }

    /// <summary>One way to look, and what came of it.</summary>
    private sealed class Run(int count, OnnxModel model) : IDisposable
    {
        private readonly CameraAnalysis _analysis = new(ZoneArgument.WholePicture() with { RegionsPerFrame = count }, model.Manifest, new AnalysisParts(new SharedPoseModel(new PoseModelOptions())));
        private readonly Detector _detector = new(model, count);
        private readonly List<Domain.Detection> _detections = [];

        public int Count => count;

        public long Regions { get; private set; }

        public long Found { get; private set; }

        public long Right { get; private set; }

        public long SmallTruth { get; private set; }

        public long SmallRight { get; private set; }

        public long Wrong { get; private set; }

        /// <summary>Boxes on a person who has a better one, and nobody else beside them.</summary>
        public long Doubles { get; private set; }

        /// <summary>Boxes that lie mostly in another; those of people who hide each other too.</summary>
        public long Pieces { get; private set; }

        public Dictionary<int, int> Tracks { get; } = [];

        public void Look(Frame frame, List<Domain.Detection> truth, List<Domain.Detection> possible)
        {
            var regions = _analysis.PlanRegions(frame);
            Regions += regions.Length;
            _detector.Detect(frame, regions, _detections);
            var persons = _detections.Where(d => d.ClassId == 0 && d.Score >= Shown).ToList();
            Found += persons.Count;
            var taken = Match(truth, persons);
            Right += taken.Count(t => t >= 0);
            var small = Enumerable.Range(0, truth.Count).Where(i => truth[i].Box.Height < 0.12f).ToList();
            SmallTruth += small.Count;
            SmallRight += small.Count(i => taken[i] >= 0);
            Wrong += persons.Count(p => !possible.Any(t => t.Box.IntersectionOverUnion(p.Box) >= 0.4f));
            var counterparts = persons.Select(p => truth.FindIndex(t => t.Box.IntersectionOverUnion(p.Box) >= 0.4f)).ToList();
            Doubles += Enumerable.Range(0, persons.Count)
                .Count(i => taken.Contains(i) is false && counterparts[i] >= 0 && truth.Count(t => t.Box.IntersectionOverUnion(persons[i].Box) >= 0.3f) == 1);
            Pieces += persons.Where((p, i) => persons.Take(i).Any(q => Sight.Containment(p.Box, q.Box) >= 0.6f)).Count();
            _analysis.Observe(frame, _detections);
            foreach (var track in _analysis.Tracks.Where(t => t is { State: TrackState.Confirmed, ClassId: 0 }))
            {
                Tracks[track.Id] = Tracks.GetValueOrDefault(track.Id) + 1;
            }
        }

        public void Dispose() => _detector.Dispose();

        /// <summary>For each of some the one of the others that is its counterpart, or -1; each only once, best overlap first.</summary>
        private static int[] Match(List<Domain.Detection> some, List<Domain.Detection> others)
        {
            var (taken, used) = (Enumerable.Repeat(-1, some.Count).ToArray(), new HashSet<int>());
            var pairs =
                from s in Enumerable.Range(0, some.Count)
                from o in Enumerable.Range(0, others.Count)
                let overlap = some[s].Box.IntersectionOverUnion(others[o].Box)
                where overlap >= 0.4f
                orderby overlap descending
                select (s, o);
            foreach (var (s, o) in pairs)
            {
                if (taken[s] < 0 && used.Add(o))
                {
                    taken[s] = o;
                }
            }

            return taken;
        }
    }

    private sealed class Looks(OnnxModel model, OnnxModel reference, double rate) : ICaptureSink, IDisposable
    {
        private readonly FrameThrottle _throttle = new(rate);
        private readonly Detector _reference = new(reference);
        private readonly Detector _tiles = new(model);

        public List<Run> Runs { get; } = [.. Counts.Select(count => new Run(count, model))];

        public int Frames { get; private set; }

        public long Truth { get; private set; }

        public void Connected(VideoStream stream)
        {
        }

        public void PacketRead(Packet packet, MediaTime time)
        {
        }

        public bool WantsFrame(MediaTime time) => _throttle.Take(time);

        public void FrameDecoded(Frame frame)
        {
            using (frame)
            {
                var grid = new RegionGrid(frame.Width, frame.Height, reference.Manifest.Input);
                PixelRectangle[] tiles = [.. grid.Places, .. Halves(grid)];
                var theirs = Persons(_reference, frame, tiles);
                var truth = theirs.Where(d => d.Score >= Shown).ToList();
                List<Domain.Detection> possible = [.. theirs, .. Persons(_tiles, frame, tiles).Where(d => d.Score >= Shown)];
                Truth += truth.Count;
                Frames++;
                Runs.ForEach(run => run.Look(frame, truth, possible));
            }
        }

        public void Dispose()
        {
            _reference.Dispose();
            _tiles.Dispose();
            Runs.ForEach(run => run.Dispose());
        }

        private static IEnumerable<PixelRectangle> Halves(RegionGrid grid)
        {
            foreach (var size in grid.Sizes.Skip(1))
            {
                for (var x = 0f; x <= grid.Width; x += size.Width / 2f)
                {
                    for (var y = 0f; y <= grid.Height; y += size.Height / 2f)
                    {
                        yield return grid.Round(size, x, y);
                    }
                }
            }
        }

        private static List<Domain.Detection> Persons(Detector detector, Frame frame, PixelRectangle[] tiles)
        {
            var detections = new List<Domain.Detection>();
            var merge = new RegionMerge(0.5f);
            merge.Begin(frame.Width, frame.Height);
            detector.Detect(frame, detections);
            merge.Add(null, detections);
            foreach (var tile in tiles.Distinct().Take(Tiles))
            {
                detector.DetectPart(frame, tile, detections);
                merge.Add(tile, detections);
            }

            merge.Finish(detections);
            return [.. detections.Where(d => d.ClassId == 0)];
        }
    }
}
