namespace EdgeAgent.Parts;

/// <summary>
/// What a disk may hold after the power went in the middle of a step: what was synced, all of it; of the rest any of its pages, torn anywhere,
/// or nothing; a file whose directory was not synced may not be there at all.
/// </summary>
internal static class PowerCut
{
    private const int Page = 4096;

    /// <summary>Makes the files below <paramref name="target"/> as they lay below <paramref name="source"/> when the power went.</summary>
    /// <param name="steps">Everything that had begun.</param>
    /// <param name="inProgress">The last of them had not returned: it may have been done in part, and a sync promises nothing.</param>
    public static void Materialize(IReadOnlyList<DiskStep> steps, bool inProgress, string source, string target, Random random)
    {
        var unfinished = inProgress ? steps[^1] : null;
        foreach (var file in steps.GroupBy(step => step.Path))
        {
            var content = Content([.. file], unfinished, random);
            if (content is not null)
            {
                var path = Path.Combine(target, Path.GetRelativePath(source, file.Key));
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllBytes(path, content);
            }
        }
    }

    private static byte[]? Content(List<DiskStep> steps, DiskStep? unfinished, Random random)
    {
        var named = steps.Exists(step => !ReferenceEquals(step, unfinished) && step.Action is DiskAction.SyncDirectories or DiskAction.Replace);
        if (!named && random.Next(2) == 0)
        {
            return null;
        }

        var durable = new MemoryStream();
        var waiting = new List<DiskStep>();
        foreach (var step in steps)
        {
            switch (step.Action)
            {
                case DiskAction.Write or DiskAction.Truncate:
                    waiting.Add(step);
                    break;
                case DiskAction.Flush when !ReferenceEquals(step, unfinished):
                    waiting.ForEach(one => Apply(durable, one));
                    waiting.Clear();
                    break;
                case DiskAction.Replace:
                    durable = new MemoryStream([.. step.Bytes!]);
                    break;
                case DiskAction.Delete:
                    return null;
            }
        }

        foreach (var step in waiting)
        {
            Tear(durable, step, random);
        }

        return durable.ToArray();
    }

    private static void Apply(MemoryStream file, DiskStep step)
    {
        if (step.Action == DiskAction.Truncate)
        {
            file.SetLength(step.Offset);
            return;
        }

        file.Position = step.Offset;
        file.Write(step.Bytes!);
    }

    private static void Tear(MemoryStream file, DiskStep step, Random random)
    {
        if (step.Action == DiskAction.Truncate)
        {
            if (random.Next(2) == 0)
            {
                Apply(file, step);
            }

            return;
        }

        var bytes = step.Bytes!;
        switch (random.Next(4))
        {
            case 0:
                return;
            case 1:
                // A prefix, torn at any byte.
                Apply(file, step with { Bytes = bytes[..random.Next(bytes.Length)] });
                return;
            case 2:
                // The size grew, but only some of the pages came to the disk.
                var torn = new byte[bytes.Length];
                for (var at = 0; at < bytes.Length; at += Page)
                {
                    if (random.Next(2) == 0)
                    {
                        bytes.AsSpan(at, Math.Min(Page, bytes.Length - at)).CopyTo(torn.AsSpan(at));
                    }
                }

                Apply(file, step with { Bytes = torn });
                return;
            default:
                Apply(file, step);
                return;
        }
    }
}
