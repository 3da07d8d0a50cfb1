"""Times python-igraph and NetworKit on one edge list, one thread. Prints one JSON object of CPU seconds.

usage: graph-peers.py EDGES.bin ORDER PEER   (EDGES.bin: little-endian int32 pairs, simple and loop-free)
"""
import json
import sys
import time

import numpy

edges = numpy.fromfile(sys.argv[1], dtype="<i4").reshape(-1, 2)
order = int(sys.argv[2])
seconds = {}


def timed(name, call):
    start = time.process_time()
    result = call()
    seconds[name] = round(time.process_time() - start, 3)
    return result


if sys.argv[3] == "igraph":
    import igraph

    graph = timed("build", lambda: igraph.Graph(order, edges))
    seconds["component_count"] = len(timed("components", lambda: graph.connected_components()))
    seconds["highest_core"] = max(timed("core", lambda: graph.coreness()))
    timed("pagerank", lambda: graph.pagerank())
    found = timed("louvain", lambda: graph.community_multilevel())
    seconds["modularity"] = found.modularity
else:
    import networkit

    networkit.setNumberOfThreads(1)
    ones = numpy.ones(len(edges))
    coo = (edges[:, 0].astype("u8"), edges[:, 1].astype("u8"))
    graph = timed("build", lambda: networkit.GraphFromCoo((ones, coo), n=order, weighted=False, directed=False))
    parts = networkit.components.ConnectedComponents(graph)
    timed("components", lambda: parts.run())
    seconds["component_count"] = parts.numberOfComponents()
    cores = networkit.centrality.CoreDecomposition(graph)
    timed("core", lambda: cores.run())
    seconds["highest_core"] = int(cores.maxCoreNumber())
    rank = networkit.centrality.PageRank(graph, damp=0.85, tol=1e-6)
    rank.norm = networkit.centrality.Norm.L1_NORM
    timed("pagerank", lambda: rank.run())
    plm = networkit.community.PLM(graph, refine=False)
    timed("louvain", lambda: plm.run())
    seconds["modularity"] = networkit.community.Modularity().getQuality(plm.getPartition(), graph)
print(json.dumps(seconds))
